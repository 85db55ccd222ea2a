import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import classes from './access.module.css';

type Props = { readonly connectionId: string; readonly gaps: readonly string[] };

/** Why an answer about access may be incomplete; nothing when it is not. */
export function Gaps({ connectionId, gaps }: Props) {
  const unique = [...new Set(gaps)];
  const [first, ...others] = unique;
  if (first === undefined) return null;
  return (
    <Banner
      tone="warn"
      icon={<IconAlertTriangle size={16} stroke={1.7} aria-hidden="true" />}
      title={t('access.gaps.title')}
      text={first}
      below={
        others.length === 0 ? null : (
          <details>
            <summary className={classes.moreGaps}>{t('access.gaps.more', { count: others.length })}</summary>
            <ul className={classes.gapList}>
              {others.map((gap) => (
                <li key={gap}>{gap}</li>
              ))}
            </ul>
          </details>
        )
      }
    >
      <Button variant="default" component={Link} to="/org/$connectionId/areas" params={{ connectionId } as never}>
        {t('access.gaps.choose')}
      </Button>
    </Banner>
  );
}
