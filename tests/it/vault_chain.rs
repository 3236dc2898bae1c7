//! The chain: every fault of a run of frames has a name.

use relais::vault::{ChainFault, DeviceId, Hash, Head, Link, VaultId, branches, check};

use crate::vault_fixture::{Fixture, links};

#[test]
fn every_fault_of_a_run_is_named() {
    let fixture = Fixture::new();
    let (vault, (frames, heads)) = (fixture.keyring.vault(), fixture.run(6));
    let run = links(&frames);
    let (root, top) = (heads[0], heads[6]);
    let faults = |change: &dyn Fn(&mut Vec<Link>)| {
        let mut run = run.clone();
        change(&mut run);
        check(vault, &root, Some(&top), &run)
    };
    let flipped = Hash::new([9; 32]);
    assert_eq!(faults(&|_| {}), []);
    assert_eq!(faults(&|run| run[2].hash = flipped), [ChainFault::Altered(3)]);
    assert_eq!(faults(&|run| run[5].hash = flipped), [ChainFault::Altered(6)]);
    assert_eq!(faults(&|run| run.swap(1, 2)), [ChainFault::OutOfOrder(2)]);
    assert_eq!(faults(&|run| _ = run.remove(3)), [ChainFault::Missing { first: 4, last: 4 }]);
    assert_eq!(faults(&|run| run.truncate(4)), [ChainFault::Missing { first: 5, last: 6 }]);
    assert_eq!(faults(&|run| drop(run.drain(..2))), [ChainFault::Missing { first: 1, last: 2 }]);
    assert_eq!(faults(&Vec::clear), [ChainFault::Missing { first: 1, last: 6 }]);
    assert_eq!(faults(&|run| run.insert(3, run[0])), [ChainFault::Repeated(1)]);
    let stranger = Link { device: DeviceId::new([1; 16]), ..run[2] };
    assert_eq!(faults(&|run| run.insert(3, stranger)), [ChainFault::Foreign { at: 3 }]);
    let other_vault = Link { vault: VaultId::new([1; 16]), ..run[2] };
    assert_eq!(faults(&|run| run.insert(3, other_vault)), [ChainFault::Foreign { at: 3 }]);
    let twin = Link { hash: flipped, ..run[2] };
    assert_eq!(faults(&|run| run.insert(3, twin)), [ChainFault::Fork(3)]);
    assert_eq!(faults(&|run| run.insert(2, twin)), [ChainFault::Fork(3)]);
    assert_eq!(faults(&|run| run[5].seq = u64::MAX), [ChainFault::Missing { first: 6, last: u64::MAX - 1 }]);
}

#[test]
fn without_a_kept_head_only_the_last_frame_is_not_vouched_for() {
    let fixture = Fixture::new();
    let (vault, (frames, heads)) = (fixture.keyring.vault(), fixture.run(4));
    let mut run = links(&frames);
    run[3].hash = Hash::new([9; 32]);
    assert_eq!(check(vault, &heads[0], None, &run), []);
    run[3].previous = Hash::new([9; 32]);
    assert_eq!(check(vault, &heads[0], None, &run), [ChainFault::Parted(4)]);
    let other = Head::root(vault, fixture.keyring.device(), &heads);
    assert_eq!(check(vault, &other, Some(&heads[3]), &links(&frames)), [ChainFault::Uprooted(1)]);
}

#[test]
fn a_run_is_checked_in_stretches() {
    let fixture = Fixture::new();
    let (vault, (frames, heads)) = (fixture.keyring.vault(), fixture.run(6));
    let run = links(&frames);
    assert_eq!(check(vault, &heads[0], Some(&heads[3]), &run[..3]), []);
    assert_eq!(check(vault, &heads[3], Some(&heads[6]), &run[3..]), []);
    // An older head vouches for what it saw, whatever came after.
    assert_eq!(check(vault, &heads[0], Some(&heads[3]), &run), []);
    assert_eq!(check(vault, &heads[3], None, &run)[..], [1, 2, 3].map(ChainFault::OutOfOrder));
}

#[test]
fn a_cloned_phone_is_sorted_into_branches() {
    let fixture = Fixture::new();
    let (frames, heads) = fixture.run(4);
    let mut after = heads[2];
    let mut run = links(&frames);
    for text in ["clone 3", "clone 4", "clone 5"] {
        let (frame, head) = fixture.seal(&after, fixture.month_key, text.as_bytes());
        run.extend(links(&[frame]));
        after = head;
    }
    run.push(run[1]);
    assert_eq!(branches(&run), [vec![0, 1, 2, 3], vec![4, 5, 6]]);
    run.reverse();
    // In whatever order, both are there whole.
    let mut lengths: Vec<usize> = branches(&run).iter().map(Vec::len).collect();
    lengths.sort_unstable();
    assert_eq!(lengths, [2, 5]);
}

#[test]
fn the_root_holds_the_heads_that_it_continues() {
    let fixture = Fixture::new();
    let (_, heads) = fixture.run(2);
    let root = |heads: &[Head]| fixture.keyring.root(heads).hash;
    assert_eq!(root(&heads[..2]), root(&[heads[1], heads[0]]));
    assert_ne!(root(&heads[..1]), root(&heads[..2]));
    assert_ne!(root(&[]), root(&heads[..1]));
}
