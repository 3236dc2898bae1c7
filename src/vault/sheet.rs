//! The recovery sheet: 128 random bits written as twelve words with a checksum, as BIP-39 does.

use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use super::Random;
use super::keys::{Secret, hkdf};
use super::phrase::{PhraseFault, Shown, numbers};
use super::words::WordList;

/// How many words stand on a sheet.
pub const SHEET_WORDS: usize = 12;
const BITS: u32 = 11;

/// A new sheet: the secret of its slot, and the words to print. 128 bits need no Argon2.
pub fn draw_sheet(list: &WordList, random: &mut Random<'_>) -> (Secret, Shown) {
    let mut entropy = Zeroizing::new([0; 16]);
    random(&mut *entropy);
    (secret(&entropy), Shown::new(list, &*encode(&entropy)))
}

/// The secret of a sheet that was typed in, as forgiving as [`super::Phrase::typed`]. The checksum catches 15 of 16
/// wrong words that are in the list.
pub fn typed_sheet(list: &WordList, typed: &str) -> Result<Secret, PhraseFault> {
    let numbers = numbers(list, typed, SHEET_WORDS)?;
    let entropy = decode(&numbers).ok_or(PhraseFault::Checksum)?;
    Ok(secret(&entropy))
}

fn secret(entropy: &[u8; 16]) -> Secret {
    hkdf(&[entropy], "sheet")
}

/// 128 bits and the first four bits of their SHA-256, eleven at a time.
fn encode(entropy: &[u8; 16]) -> Zeroizing<[u16; SHEET_WORDS]> {
    let mut numbers = Zeroizing::new([0; SHEET_WORDS]);
    let (mut held, mut count, mut at) = (0u32, 0, 0);
    for byte in entropy.iter().copied().chain([Sha256::digest(entropy)[0]]) {
        held = held << 8 | u32::from(byte);
        count += 8;
        if count >= BITS && at < SHEET_WORDS {
            count -= BITS;
            numbers[at] = (held >> count & 0x7ff) as u16;
            at += 1;
        }
    }
    held.zeroize();
    numbers
}

/// The 128 bits of twelve numbers, when their checksum is right.
fn decode(numbers: &[u16]) -> Option<Zeroizing<[u8; 16]>> {
    let mut entropy = Zeroizing::new([0; 16]);
    let (mut held, mut count, mut at) = (0u32, 0, 0);
    for number in numbers {
        held = held << BITS | u32::from(*number);
        count += BITS;
        while count >= 8 && at < entropy.len() {
            count -= 8;
            entropy[at] = (held >> count & 0xff) as u8;
            at += 1;
        }
    }
    held.zeroize();
    (encode(&entropy)[..] == *numbers).then_some(entropy)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vault::words::tests::list;

    #[test]
    fn known_sheets_read_as_the_standard_says() {
        // The checksums of these values are known from the standard's own vectors, which give the same numbers in
        // every language: 3, 2040+7 and so on.
        let list = list();
        let words = |byte| {
            let (_, shown) = draw_sheet(&list, &mut |bytes| bytes.fill(byte));
            shown.words().join(" ")
        };
        assert_eq!(words(0x00), format!("{}abeille", "abaisser ".repeat(11)));
        let number = |byte| list.find(words(byte).rsplit(' ').next().unwrap());
        assert_eq!(words(0xff).split(' ').next(), Some(list.word(2047)));
        // English: "legal winner thank year wave sausage worth useful legal winner thank yellow", "… above", "… wrong".
        assert_eq!((number(0x7f), number(0x80), number(0xff)), (Some(2040), Some(4), Some(2037)));
    }

    proptest! {
        #[test]
        fn a_sheet_agrees_with_another_implementation_and_opens_again(entropy: [u8; 16]) {
            let list = list();
            let theirs = bip39::Mnemonic::from_entropy_in(bip39::Language::French, &entropy).unwrap();
            let (secret, shown) = draw_sheet(&list, &mut |bytes| bytes.copy_from_slice(&entropy));
            let their_numbers: Vec<u16> = theirs.word_indices().map(|at| u16::try_from(at).unwrap()).collect();
            prop_assert_eq!(&encode(&entropy)[..], &their_numbers[..]);
            let typed = shown.words().join(" ");
            let again = typed_sheet(&list, &typed).unwrap();
            prop_assert_eq!(again.expose(), secret.expose());
        }

        #[test]
        fn a_wrong_word_is_mostly_noticed_and_a_swap_too(entropy: [u8; 16], at in 0..12usize, other in 0..2048u16) {
            let mut numbers = *encode(&entropy);
            prop_assume!(numbers[at] != other);
            numbers[at] = other;
            // One in sixteen passes the checksum; it opens nothing, since it is another secret.
            if let Some(found) = decode(&numbers) {
                prop_assert_ne!(*found, entropy);
            }
        }
    }

    #[test]
    fn a_wrong_checksum_is_named() {
        let list = list();
        let typed = "abaisser ".repeat(12);
        assert_eq!(typed_sheet(&list, &typed).err(), Some(PhraseFault::Checksum));
        assert_eq!(typed_sheet(&list, "abaisser").err(), Some(PhraseFault::Count { found: 1, wanted: 12 }));
    }
}
