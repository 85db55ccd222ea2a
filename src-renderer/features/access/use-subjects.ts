import type { Output } from '../../../src-preload/contract/index.ts';
import { useCall } from '../../api/queries.ts';

type Subjects = Output<'access.subjects'>;

/** Everything whose access can be asked for, and how that question stands. */
export function useSubjects(connectionId: string): {
  readonly subjects: Subjects | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  /** True when permissions were never read: there is nothing to show, and one thing to do. */
  readonly isEmpty: boolean;
} {
  const { data, error, refetch } = useCall('access.subjects', { connectionId });
  return {
    subjects: data,
    error,
    retry: () => void refetch(),
    isEmpty: data !== undefined && data.holders.length === 0,
  };
}
