import { Button } from "@sunchak/ui/button";
import type { Ref } from "react";

interface DialogActionsProps {
  /** The words of the way back. */
  back: string;
  /** Left out where there is no way back. */
  onBack: (() => void) | undefined;
  backRef?: Ref<HTMLButtonElement>;
  /** The words of the button that makes the change. */
  confirm: string;
  busy: boolean;
  /** What nothing takes back is not the filled button. */
  isFinal?: boolean;
  /** Makes the change; without it the button submits its form. */
  onConfirm?(): void;
}

/** The last row of a dialog: the way back, and the button that makes the change. */
export function DialogActions({
  back,
  onBack,
  backRef,
  confirm,
  busy,
  isFinal = false,
  onConfirm,
}: DialogActionsProps) {
  return (
    <div className="flex justify-end gap-2">
      {onBack ? (
        <Button look="quiet" onClick={onBack} ref={backRef}>
          {back}
        </Button>
      ) : null}
      <Button
        busy={busy}
        look={isFinal ? "danger" : "solid"}
        onClick={onConfirm}
        type={onConfirm ? "button" : "submit"}
      >
        {confirm}
      </Button>
    </div>
  );
}
