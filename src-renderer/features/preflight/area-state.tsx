import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleX,
} from '@tabler/icons-react';
import type { PreflightState } from '../../../src-preload/contract/preflight.ts';
import { t } from '../../i18n/t.ts';
import classes from './preflight.module.css';

const ICONS: Readonly<Record<PreflightState, typeof IconCircleCheck>> = {
  works: IconCircleCheck,
  partly: IconCircleHalf2,
  refused: IconCircleX,
  failed: IconAlertTriangle,
  'not tried': IconCircleDashed,
};

/** Whether an area can be read: a sign and a word. */
export function AreaState({ state }: { readonly state: PreflightState }) {
  const Icon = ICONS[state];
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={16} stroke={1.7} aria-hidden="true" />
      {t(`preflight.state.${state}`)}
    </span>
  );
}
