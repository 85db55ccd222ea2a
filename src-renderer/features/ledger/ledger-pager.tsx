import { Button } from '@mantine/core';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';

type Props = {
  /** From 0. */
  readonly page: number;
  readonly pageRows: number;
  /** On this page. */
  readonly rows: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
};

/** Where in the list the person is, and the ways to its other pages. */
export function LedgerPager({ page, pageRows, rows, total, onPage }: Props) {
  const last = Math.max(0, Math.ceil(total / pageRows) - 1);
  return (
    <>
      {rows === 0 ? null : (
        <span>
          {t('ledger.page', {
            from: formatNumber(page * pageRows + 1),
            to: formatNumber(page * pageRows + rows),
            total: formatNumber(total),
          })}
        </span>
      )}
      <Step text={t('ledger.newest')} off={page === 0} onStep={() => onPage(0)} />
      <Step text={t('ledger.newer')} off={page === 0} onStep={() => onPage(page - 1)} />
      <Step text={t('ledger.older')} off={page >= last} onStep={() => onPage(page + 1)} />
      <Step text={t('ledger.oldest')} off={page >= last} onStep={() => onPage(last)} />
    </>
  );
}

type StepProps = { readonly text: string; readonly off: boolean; readonly onStep: () => void };

/** Not `disabled` at the end of the list: it would lose the focus there. */
function Step({ text, off, onStep }: StepProps) {
  return (
    <Button
      variant="default"
      aria-disabled={off}
      data-disabled={off || undefined}
      onClick={() => {
        if (!off) onStep();
      }}
    >
      {text}
    </Button>
  );
}
