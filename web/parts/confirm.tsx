import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core'
import { type ReactNode, useState } from 'react'
import { Failure } from './asked.tsx'

/** A button whose effect is stated in one sentence before it happens. */
export function Confirm({
  button,
  title,
  children,
  act,
  danger = false,
  quiet = danger,
}: {
  readonly button: string
  readonly title: string
  /** The effect, with numbers, and how to undo it. */
  readonly children: ReactNode
  readonly act: () => Promise<unknown>
  readonly danger?: boolean
  /** Not the main thing to do on the screen. */
  readonly quiet?: boolean
}) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()
  const close = () => {
    setOpen(false)
    setError(undefined)
  }
  const go = async () => {
    setBusy(true)
    try {
      await act()
      close()
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button
        variant={quiet ? 'secondary' : 'primary'}
        isDanger={danger}
        size="sm"
        onClick={() => setOpen(true)}
      >
        {button}
      </Button>
      {open ? (
        <Modal variant="small" isOpen onClose={close} aria-label={title}>
          <ModalHeader title={title} />
          <ModalBody>
            {children}
            {error ? <Failure error={error} what={title} /> : undefined}
          </ModalBody>
          <ModalFooter>
            <Button
              variant={danger ? 'danger' : 'primary'}
              isLoading={busy}
              isDisabled={busy}
              onClick={() => void go()}
            >
              {button}
            </Button>
            <Button variant="link" onClick={close}>
              Leave it as it is
            </Button>
          </ModalFooter>
        </Modal>
      ) : undefined}
    </>
  )
}
