import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FieldRightCell } from './cells.tsx';
import { holderKey, holderNote } from './rights.ts';
import { whoSentence } from './who-text.ts';
import classes from './field-access-panel.module.css';

type Props = { readonly connectionId: string; readonly object: string; readonly name: string };

/** For a field's drawer: who can see or edit it in short, with the way to the whole answer. */
export function FieldAccessPanel({ connectionId, object, name }: Props) {
  const { data, error, refetch } = useCall('access.ofField', { connectionId, object, field: name });
  if (error !== null) {
    return (
      <div className={classes.panel}>
        <FailureNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (data === undefined) {
    return (
      <p className={classes.waiting} role="status">
        {t('access.loading')}
      </p>
    );
  }
  const granting = data.holders.filter(({ read, edit }) => read || edit);
  return (
    <div className={classes.panel}>
      {data.gaps.length === 0 ? null : (
        <div className={classes.gaps}>
          <strong>{t('access.gaps.title')}</strong>
          {data.gaps.map((gap) => (
            <p key={gap}>{gap}</p>
          ))}
        </div>
      )}
      {granting.length === 0 && data.gaps.length > 0 ? null : <p className={classes.sentence}>{whoSentence(data)}</p>}
      <div>
        <Button
          variant="default"
          component={Link}
          to="/org/$connectionId/access"
          params={{ connectionId } as never}
          search={{ view: 'field', object, field: name } as never}
        >
          {t('access.panel.open')}
        </Button>
      </div>
      <section>
        <h3 className={classes.title}>{t('access.panel.grants')}</h3>
        {granting.length === 0 ? (
          <p className={classes.waiting}>
            {t(data.gaps.length === 0 ? 'access.who.noHolder' : 'access.who.noHolderKnown')}
          </p>
        ) : (
          <table className={classes.table}>
            <thead className="ob-hidden">
              <tr>
                <th scope="col">{t('access.column.label')}</th>
                <th scope="col">{t('access.column.can')}</th>
              </tr>
            </thead>
            <tbody>
              {granting.map(({ holder, read, edit }) => (
                <tr key={holderKey(holder)}>
                  <th scope="row" dir="auto">
                    {holder.label}
                    <span className={classes.note}>{holderNote(holder)}</span>
                  </th>
                  <td>
                    <FieldRightCell right={edit ? 'edit' : read ? 'read' : 'none'} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}
