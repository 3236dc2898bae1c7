//! A vault for tests: small, whole, and the same in each run.

use std::cell::RefCell;

use relais::vault::{
    Class, Cost, Entry, Frame, FrameFault, Head, KeyId, Keyring, Link, Marks, Month, NewSlot, PublicKey, Secret,
    Spelling, UnlockError, Unlocked, Way,
};

/// Bytes that look random and are the same in each run.
pub fn dice(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut state = seed;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (state >> 56) as u8;
        }
    }
}

pub const NOVEMBER: fn() -> Month = || Month::new(2026, 11).unwrap();

pub fn sheet(byte: u8) -> NewSlot {
    NewSlot { way: Way::Sheet, secret: Secret::from_bytes([byte; 32]) }
}

pub fn phrase(byte: u8) -> NewSlot {
    let way = Way::Phrase { spelling: Spelling::Words, salt: [byte; 16], cost: Cost::START };
    NewSlot { way, secret: Secret::from_bytes([byte; 32]) }
}

pub type Dice = Box<dyn FnMut(&mut [u8])>;

/// A vault with two ways in, two keys that are kept, and its copy.
pub struct Fixture {
    pub keyring: Keyring,
    pub copy: Vec<u8>,
    pub month_key: KeyId,
    pub ways: [NewSlot; 2],
    pub dice: RefCell<Dice>,
}

impl Fixture {
    pub fn new() -> Self {
        let mut random = dice(7);
        let ways = [phrase(1), sheet(2)];
        let mut keyring = Keyring::create(&ways, &mut random).unwrap();
        let month_key = keyring.draw(Class::Month, NOVEMBER(), &mut random);
        keyring.draw(Class::Durable, NOVEMBER(), &mut random);
        let copy = keyring.to_bytes(&mut random);
        keyring.kept(keyring.generation());
        Self { keyring, copy, month_key, ways, dice: RefCell::new(Box::new(random)) }
    }

    pub fn keep(&mut self) -> Vec<u8> {
        let copy = self.keyring.to_bytes(&mut *self.dice.borrow_mut());
        self.keyring.kept(self.keyring.generation());
        copy
    }

    pub fn seal(&self, after: &Head, key: KeyId, payload: &[u8]) -> (Vec<u8>, Head) {
        let entry = Entry { key, month: NOVEMBER(), marks: Marks::default(), payload };
        self.keyring.seal(after, entry, &mut *self.dice.borrow_mut()).unwrap()
    }

    /// So many frames, and every head from the root on.
    pub fn run(&self, count: usize) -> (Vec<Vec<u8>>, Vec<Head>) {
        let (mut frames, mut heads) = (Vec::new(), vec![self.keyring.root(&[])]);
        for number in 0..count {
            let (frame, head) = self.seal(&heads[number], self.month_key, format!("event {number}").as_bytes());
            frames.push(frame);
            heads.push(head);
        }
        (frames, heads)
    }

    pub fn public(&self, way: usize) -> PublicKey {
        self.keyring.slots()[way].public()
    }

    pub fn unlock(&self, copies: &[&[u8]], way: usize) -> Result<Unlocked, UnlockError> {
        self.unlock_as(copies, self.public(way), &self.ways[way].secret)
    }

    pub fn unlock_as(&self, copies: &[&[u8]], slot: PublicKey, secret: &Secret) -> Result<Unlocked, UnlockError> {
        Keyring::unlock(copies, slot, secret, &mut *self.dice.borrow_mut())
    }
}

pub fn links(frames: &[Vec<u8>]) -> Vec<Link> {
    frames.iter().map(|bytes| Frame::read(bytes).unwrap().link()).collect()
}

pub fn text_of(keyring: &Keyring, bytes: &[u8]) -> Result<String, FrameFault> {
    let frame = Frame::read(bytes)?;
    keyring.open(&frame).map(|plain| String::from_utf8(plain.to_vec()).unwrap()).map_err(|error| error.fault)
}
