import type { Job } from '../../src-preload/contract/jobs.ts';
import { t } from '../i18n/t.ts';
import classes from './job-state.module.css';

/** What became of long work, as a word with a coloured dot. */
export function JobState({ state }: Pick<Job, 'state'>) {
  return (
    <span className={classes.state}>
      <span className={classes.dot} data-state={state} />
      {t(`jobs.state.${state}`)}
    </span>
  );
}
