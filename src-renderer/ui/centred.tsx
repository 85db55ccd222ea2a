import type { ReactNode } from 'react';
import classes from './centred.module.css';

type Props = {
  /** True where nothing else is on the page: this is then its main part. */
  readonly main?: boolean;
  readonly children: ReactNode;
};

/** Puts its content in the middle of the room there is. */
export function Centred({ main = false, children }: Props) {
  return main ? <main className={classes.centred}>{children}</main> : <div className={classes.centred}>{children}</div>;
}
