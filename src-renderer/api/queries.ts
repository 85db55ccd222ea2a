import {
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  QueryClient,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { Input, Output } from '../../src-preload/contract/index.ts';
import type { MethodName } from '../../src-preload/contract/names.ts';
import { call } from './client.ts';

/**
 * Nothing here is a network: calls go to the engine beside the page, so there is no online state to wait for, no
 * retry, and nothing becomes stale by time. Events from the engine say what changed (events.ts).
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });

/** Key of one call: the method, then its input. `[method]` alone matches all calls of it. */
export const callKey = <M extends MethodName>(method: M, input: Input<M>): QueryKey => [method, input];

type CallOptions = {
  readonly enabled?: boolean;
  /** Shows the last answer while the next input is being answered. */
  readonly keepPrevious?: boolean;
  readonly refetchIntervalMs?: number;
  /** Asks again whenever it is shown: what others can change without a word to this app. */
  readonly askAgain?: boolean;
};

/** Reads through a call; cancels it in the engine when nobody looks any more. */
export function useCall<M extends MethodName>(
  method: M,
  input: Input<M>,
  options: CallOptions = {},
): UseQueryResult<Output<M>, Error> {
  return useQuery<Output<M>, Error>({
    queryKey: callKey(method, input),
    queryFn: ({ signal }) => call(method, input, signal),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData as never } : {}),
    ...(options.refetchIntervalMs === undefined ? {} : { refetchInterval: options.refetchIntervalMs }),
    ...(options.askAgain === true ? { refetchOnMount: 'always' as const } : {}),
  });
}

type ActionOptions<M extends MethodName> = {
  /** Methods whose answers this action makes out of date. */
  readonly invalidates?: readonly MethodName[];
  readonly onDone?: (value: Output<M>, input: Input<M>) => void;
};

/** Changes something through a call. */
export function useAction<M extends MethodName>(
  method: M,
  options: ActionOptions<M> = {},
): UseMutationResult<Output<M>, Error, Input<M>> {
  const client = useQueryClient();
  return useMutation<Output<M>, Error, Input<M>>({
    mutationFn: (input) => call(method, input),
    onSuccess: async (value, input) => {
      await Promise.all((options.invalidates ?? []).map((name) => client.invalidateQueries({ queryKey: [name] })));
      options.onDone?.(value, input);
    },
  });
}
