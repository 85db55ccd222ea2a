import type { ReactNode } from 'react';
import classes from './centred.module.css';

/** Puts its content in the middle of the room there is. */
export function Centred({ children }: { readonly children: ReactNode }) {
  return <div className={classes.centred}>{children}</div>;
}
