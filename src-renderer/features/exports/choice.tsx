import { type ReactNode, useId } from 'react';
import classes from './exports.module.css';

/** A control under a label that stands above it. */
export function Choice({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <div className={classes.label} id={id}>
        {label}
      </div>
      {children(id)}
    </div>
  );
}
