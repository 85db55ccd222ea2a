import { MIN_PASSWORD_CHARS, type PasswordEstimate } from '../../src-preload/contract/password-strength.ts';
import { t } from '../i18n/t.ts';
import classes from './secret.module.css';

const BARS = { weak: 1, fair: 2, good: 3, strong: 4 } as const;

/** How hard the password is to guess, in bars and in words. */
export function Strength({ estimate }: { readonly estimate: PasswordEstimate }) {
  const { chars, level, weakness } = estimate;
  const missing = MIN_PASSWORD_CHARS - chars;
  const words =
    chars === 0
      ? ''
      : missing > 0
        ? t('secret.password.short', { count: missing })
        : [`${t(`secret.strength.${level}`)}.`, ...(weakness === null ? [] : [t(`secret.weakness.${weakness}`)])].join(
            ' ',
          );
  const filled = chars === 0 ? 0 : BARS[level];
  return (
    <div className={classes.strength}>
      <div className={classes.bars} data-level={chars === 0 ? 'none' : level} aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} data-on={bar <= filled} />
        ))}
      </div>
      <p className={classes.strengthText} aria-live="polite">
        {words}
      </p>
    </div>
  );
}
