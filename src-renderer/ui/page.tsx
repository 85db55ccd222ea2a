import type { ReactNode } from 'react';
import classes from './page.module.css';

type Props = {
  readonly title: string;
  /** How many things the screen is about, beside its title. */
  readonly count?: string | undefined;
  /** A quiet line under the title. */
  readonly text?: string;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** `narrow`: settings; `text`: cards; `full`: all the room there is (grids). */
  readonly width?: 'narrow' | 'text' | 'full';
  readonly children: ReactNode;
};

const SHORT_TITLE = 40;

/** A screen: its heading with actions, and its content. */
export function Page({ title, count, text, actions, width = 'full', children }: Props) {
  return (
    <div className={classes.page} data-width={width}>
      <div className={classes.head}>
        <div className={classes.heading}>
          <div className={classes.titleLine}>
            <h1 className={classes.title} data-short={title.length <= SHORT_TITLE}>
              {title}
            </h1>
            {count === undefined ? null : <span className={classes.count}>{count}</span>}
          </div>
          {text === undefined ? null : <p className={classes.text}>{text}</p>}
        </div>
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </div>
      <div className={classes.body}>{children}</div>
    </div>
  );
}
