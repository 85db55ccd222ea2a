/** A page that is not drawn gets no frames; its steps are done all the same. */
const NO_FRAME_MS = 100;

/**
 * Runs steps one after the other, each in a task of its own after a frame was drawn, so that none of them keeps the page
 * from drawing for as long as all of them together. Answers the function that leaves the rest undone.
 */
export function inFrames(steps: readonly (() => void)[]): () => void {
  let stopped = false;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const from = (at: number): void => {
    const step = steps[at];
    if (step === undefined || stopped) return;
    const run = (): void => {
      cancelAnimationFrame(frame);
      step();
      from(at + 1);
    };
    timer = setTimeout(run, NO_FRAME_MS);
    frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      // Behind the frame, not in it: what a frame's own callbacks do delays it.
      timer = setTimeout(run);
    });
  };
  from(0);
  return () => {
    stopped = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
