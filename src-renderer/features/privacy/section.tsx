import { type ReactNode, useId } from 'react';
import classes from './privacy.module.css';

type Props = {
  readonly title: string;
  readonly text?: string | undefined;
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
};

/** A part of a privacy page: its heading, what it is, and its content. */
export function Section({ title, text, actions, children }: Props) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.sectionHead}>
        <div className={classes.sectionWords}>
          <h2 id={id} className={classes.title}>
            {title}
          </h2>
          {text === undefined ? null : <p className={classes.text}>{text}</p>}
        </div>
        {actions === undefined ? null : <div className={classes.buttons}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
