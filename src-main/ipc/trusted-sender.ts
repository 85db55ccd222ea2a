/** The parts of Electron's event that say who is speaking. */
type Sender = {
  readonly sender: object;
  readonly senderFrame: { readonly parent: object | null; readonly origin: string } | null;
};

/**
 * Whether a message comes from the page this door was opened for: its contents, its top frame, its own origin.
 *
 * A frame inside the page, a page that was navigated elsewhere and a frame that is already gone are all strangers.
 */
export function isTrustedSender(event: Sender, contents: object, origin: string): boolean {
  const frame = event.senderFrame;
  return event.sender === contents && frame !== null && frame.parent === null && frame.origin === origin;
}
