/** Text is handed on in pieces of about this size, which bounds both memory and pauses. */
const PIECE_BYTES = 64 * 1024;

/**
 * Gathers short pieces of text and gives them on as bytes. Kept as a string, a growing text is a tree of all its parts
 * until somebody reads it, and that tree is most of what a writer of a million cells leaves to the garbage collector.
 */
export function createByteText() {
  let bytes = Buffer.allocUnsafeSlow(PIECE_BYTES);
  let length = 0;

  /** What was gathered; it is empty afterwards. */
  const take = (): Uint8Array => {
    const taken = bytes.subarray(0, length);
    bytes = Buffer.allocUnsafeSlow(PIECE_BYTES);
    length = 0;
    return taken;
  };

  return {
    /** Adds a text and returns the pieces that are full now, mostly none. */
    add(text: string): readonly Uint8Array[] {
      // Three bytes for a UTF-16 unit at most.
      const most = text.length * 3;
      if (length + most <= PIECE_BYTES) {
        length += bytes.write(text, length, 'utf8');
        return [];
      }
      const full = length === 0 ? [] : [take()];
      if (most > PIECE_BYTES) return [...full, Buffer.from(text, 'utf8')];
      length += bytes.write(text, length, 'utf8');
      return full;
    },
    take,
  };
}
