import type { ReactNode } from 'react';
import classes from './banner.module.css';

type Props = {
  readonly tone: 'plain' | 'warn' | 'danger' | 'accent';
  readonly icon: ReactNode;
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
  /** Room under the texts, over the whole width (a progress bar). */
  readonly below?: ReactNode;
};

/** A strip above a screen's content that says what state things are in, with the action that helps. */
export function Banner({ tone, icon, title, text, children, below }: Props) {
  return (
    <div className={classes.banner} data-tone={tone} role="status">
      <span className={classes.icon}>{icon}</span>
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.title}>{title}</span>
          {text === undefined || text === '' ? null : <span className={classes.text}>{text}</span>}
        </div>
        {below}
      </div>
      {children === undefined || children === null ? null : <div className={classes.actions}>{children}</div>}
    </div>
  );
}
