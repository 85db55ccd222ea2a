import { type ReactNode } from 'react';
import classes from './steps-card.module.css';

type Step = {
  readonly title: string;
  readonly text: string;
  /** What helps with the step: an address to copy, a page to open. */
  readonly help?: ReactNode;
};

type Props = {
  readonly title: string;
  readonly text: string;
  readonly open: boolean;
  readonly steps: readonly Step[];
};

/** A card that leads through a set-up elsewhere, field by field; folded away once it is done. */
export function StepsCard({ title, text, open, steps }: Props) {
  return (
    <details className={classes.card} open={open}>
      <summary>{title}</summary>
      <p className={classes.text}>{text}</p>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step.title}>
            <span className={classes.stepTitle}>{step.title}</span>
            <span>{step.text}</span>
            {step.help === undefined ? null : <div className={classes.help}>{step.help}</div>}
          </li>
        ))}
      </ol>
    </details>
  );
}
