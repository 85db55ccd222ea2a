/** One request for records, from its permission to its answer. */
export type RecordRequest = {
  /** Fires when the caller cancels, or when its connection goes back to metadata. */
  readonly signal: AbortSignal;
  /** True once its connection went back to metadata, whatever it was switched to since. */
  readonly isEnded: () => boolean;
  /** It has come to its end: nothing is left to be cancelled. */
  readonly done: () => void;
};

/** The requests for records that are on their way, so that switching a connection back to metadata can end them. */
export function createRecordRequests(): {
  readonly begin: (connectionId: string, signal: AbortSignal | undefined) => RecordRequest;
  readonly end: (connectionId: string) => void;
} {
  const running = new Map<string, Set<AbortController>>();
  return {
    begin: (connectionId, signal) => {
      const controller = new AbortController();
      const others = running.get(connectionId) ?? new Set();
      running.set(connectionId, others.add(controller));
      return {
        signal: signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal]),
        isEnded: () => controller.signal.aborted,
        done: () => {
          others.delete(controller);
          if (others.size === 0 && running.get(connectionId) === others) running.delete(connectionId);
        },
      };
    },
    end: (connectionId) => {
      for (const controller of running.get(connectionId) ?? []) controller.abort();
    },
  };
}
