import type { ReactNode } from 'react';
import classes from './preferences-screen.module.css';

type RowProps = {
  readonly name: string;
  readonly text: ReactNode;
  readonly children: ReactNode;
};

/** One line of the screen: what it is about, and its control. */
export function Row({ name, text, children }: RowProps) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <div className={classes.name}>{name}</div>
        <div className={classes.text}>{text}</div>
      </div>
      {children}
    </div>
  );
}
