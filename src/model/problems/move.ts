import { define } from './define.ts'

/** Problems of the area `move`: disks, packages and their conversion. */
export const move = define({
  'disk-damaged': {
    exit: 1,
    status: 422,
    says: '{file}: at offset {offset} there is {seen}; expected {expected}.',
    remedy:
      'The file is damaged or was cut off. Export or copy the disk again, and compare its checksum with the manifest.',
  },
  'disk-refused': {
    exit: 1,
    status: 422,
    says: '{file}: at offset {offset} the disk image has {seen}, which is refused; expected {expected}.',
    remedy: 'Export the VM as OVA or OVF from vCenter, which writes a streamOptimized disk, and use that.',
  },
  'disk-capacity-differs': {
    exit: 1,
    status: 422,
    says: '{file}: at offset {offset} the disk says it holds {seen} bytes; the descriptor {descriptor} says {expected} bytes.',
    remedy: 'One of the two was changed after the export. Export the VM again.',
  },
  'package-refused': {
    exit: 1,
    status: 422,
    says: '{file}: found {seen}; expected {expected}.',
    remedy:
      'Export the VM again; a package holds one descriptor (.ovf), its disks and, best, a manifest (.mf).',
  },
  'package-signature-broken': {
    exit: 1,
    status: 422,
    says: '{file}: the certificate of {signer} does not belong to this manifest: one of the two was changed after it was signed.',
    remedy:
      'Get the package again from where it was exported. If it was changed on purpose, remove the .cert and say who changed it.',
  },
  'package-digest-differs': {
    exit: 1,
    status: 422,
    says: '{file}: the manifest says {algorithm} {expected} for {member}, which starts at offset {offset}; the file has {seen}.',
    remedy: 'The package was changed or damaged after its export. Export or copy it again.',
  },
  'package-file-missing': {
    exit: 1,
    status: 422,
    says: '{file} names {member}, which is not there.',
    remedy: 'Put the missing file beside the descriptor, or export the VM again.',
  },
  'move-source-unknown': {
    exit: 2,
    status: 400,
    says: '{source} is neither a VM that was discovered from a package nor an .ova, .ovf or .vmdk file.',
    remedy:
      'Name a file, or a VM whose package was discovered: `causeway discover <file>`; `causeway vms` lists them.',
  },
  'move-no-disk': {
    exit: 1,
    status: 422,
    says: '{file} has no disk with contents; there is nothing to move.',
    remedy: 'Check that the VM has a disk and that the export held it.',
  },
  'move-target-exists': {
    exit: 1,
    status: 409,
    says: '{file} is already there and is not overwritten.',
    remedy: 'Move it away or choose another folder with --out DIR.',
  },
  'move-no-space': {
    exit: 1,
    status: 507,
    says: 'There is no room left to write {file}: {reason} at offset {offset}. The unfinished file was removed.',
    remedy: 'Free space, or choose another folder with --out DIR, and run the command again.',
  },
  'move-input-changed': {
    exit: 1,
    status: 409,
    says: '{file} changed while it was moved: it has {seen}, and had {expected}.',
    remedy: 'Start again with `causeway move`; the unfinished output was removed.',
  },
  'move-output-differs': {
    exit: 1,
    status: 500,
    says: '{file}: the block at offset {offset} reads back as {seen}, and {expected} was written.',
    remedy:
      'The storage below the output folder returned other bytes than were written. Check it, then run the command again.',
  },
  'move-work-lost': {
    exit: 1,
    status: 409,
    says: '{file}, the unfinished output of this run, is gone or shorter than the run left it.',
    remedy: 'Start again with `causeway move`.',
  },
  'move-vm-ambiguous': {
    exit: 2,
    status: 400,
    says: '{file} holds {count} VMs: {names}.',
    remedy:
      'Discover the file and name one of them: `causeway discover {file}`, then `causeway move <vm> --to files`.',
  },
})
