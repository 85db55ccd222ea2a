import { IconAlertTriangle } from '@tabler/icons-react';
import type { Failure } from '../../src-preload/contract/errors.ts';
import { failureNext, failureTitle } from '../ui/failure-text.ts';
import classes from './secret.module.css';

/** Why what was typed was not accepted, and what to do. */
export function Refusal({ failure }: { readonly failure: Failure }) {
  const title = failureTitle(failure);
  const next = failureNext(failure);
  return (
    <div className={classes.refusal} role="alert">
      <IconAlertTriangle size={16} stroke={1.7} aria-hidden="true" className={classes.refusalIcon} />
      <div>
        {title === null ? null : <div className={classes.refusalTitle}>{title}</div>}
        <div>{failure.message}</div>
        {next === null ? null : <div>{next}</div>}
      </div>
    </div>
  );
}
