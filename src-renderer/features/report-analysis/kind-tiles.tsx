import { UnstyledButton } from '@mantine/core';
import type { FindingKind } from '../../../src-preload/contract/report-analysis.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { type Tile, kindName } from './tiles.ts';
import classes from './report-analysis.module.css';

type Props = {
  readonly tiles: readonly Tile[];
  readonly total: number;
  readonly chosen: readonly FindingKind[];
  readonly onToggle: (kind: FindingKind) => void;
  readonly onAll: () => void;
};

/** The kinds of findings with their counts; each is a filter of the list below. */
export function KindTiles({ tiles, total, chosen, onToggle, onAll }: Props) {
  return (
    <fieldset className={classes.tiles}>
      <legend className="ob-hidden">{t('analysis.tiles')}</legend>
      <UnstyledButton className={classes.tile} aria-pressed={chosen.length === 0} onClick={onAll}>
        <span className={classes.tileCount}>{formatNumber(total)}</span>
        <span className={classes.tileText}>
          <span>{t('analysis.tile.all')}</span>
          <NotCertain count={tiles.reduce((sum, one) => sum + one.notCertain, 0)} />
        </span>
      </UnstyledButton>
      {tiles.map(({ kind, count, notCertain, state, why }) => (
        <UnstyledButton
          key={kind}
          className={classes.tile}
          aria-pressed={chosen.includes(kind)}
          data-none={state === 'known' && count === 0}
          title={why ?? undefined}
          onClick={() => onToggle(kind)}
        >
          <span className={classes.tileCount} data-state={state}>
            {state === 'unknown'
              ? t('analysis.tile.unknown')
              : state === 'atLeast'
                ? t('analysis.tile.atLeast', { count: formatNumber(count) })
                : formatNumber(count)}
          </span>
          <span className={classes.tileText}>
            <span>{kindName(kind)}</span>
            <NotCertain count={notCertain} />
            {why === null ? null : <span className="ob-hidden">{why}</span>}
          </span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}

function NotCertain({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return <span className={classes.tileNote}>{t('analysis.tile.notSure', { count, shown: formatNumber(count) })}</span>;
}
