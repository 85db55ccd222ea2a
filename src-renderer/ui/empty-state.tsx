import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

type Props = {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text: string;
  /** `h1` where the screen has no heading of its own. */
  readonly heading?: 'h1' | 'h2' | 'h3';
  /** The one action that fills the screen. */
  readonly children?: ReactNode;
};

/** An empty screen: what belongs here, and the one action that fills it. */
export function EmptyState({ icon, title, text, heading: Heading = 'h2', children }: Props) {
  return (
    <div className={classes.empty}>
      {icon === undefined ? null : <div className={classes.icon}>{icon}</div>}
      <Heading className={classes.title}>{title}</Heading>
      {text === '' ? null : <p className={classes.text}>{text}</p>}
      {children === undefined ? null : <div className={classes.action}>{children}</div>}
    </div>
  );
}
