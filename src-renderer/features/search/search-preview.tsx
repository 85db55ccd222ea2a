import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { SearchHit } from '../../../src-preload/contract/catalog.ts';
import type { ComponentType } from '../../../src-preload/contract/components.ts';
import { useCall } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { factText } from '../components/component-sections.tsx';
import classes from './search-preview.module.css';

/** Arrows held down pass many hits; only the one they stop at is read. */
const PAUSE_MS = 90;
const MAX_FACTS = 7;

type Fact = { readonly name: string; readonly text: string };
type Shown = {
  readonly title: string;
  readonly texts: readonly Fact[];
  readonly facts: readonly Fact[];
  readonly code: string | null;
};

/** A glance at the hit that Enter would open. Assistive technology has the option itself, and what it opens. */
export function SearchPreview({ hit }: { readonly hit: SearchHit | null }) {
  const [asked] = useDebouncedValue(hit, PAUSE_MS);
  return (
    <div className={classes.preview} aria-hidden="true">
      {asked === null ? null : asked.kind === 'object' ? (
        <ObjectPreview hit={asked} />
      ) : asked.kind === 'field' ? (
        <FieldPreview hit={asked} />
      ) : (
        <ComponentPreview hit={asked} type={asked.kind} />
      )}
    </div>
  );
}

const fact = (name: string, value: string | null): Fact[] =>
  value === null || value === '' ? [] : [{ name, text: value }];

function ObjectPreview({ hit }: { readonly hit: SearchHit }) {
  const { data } = useCall('catalog.object', { connectionId: hit.connectionId, name: hit.object });
  if (data === undefined) return null;
  return (
    <Preview
      shown={{
        title: data.label,
        texts: fact(t('drawer.description'), data.description),
        facts: [
          ...fact(t('drawer.kind'), t(`kind.${data.kind}`)),
          ...fact(t('drawer.fieldCount'), formatNumber(data.fieldCount)),
          ...fact(t('drawer.customFieldCount'), formatNumber(data.customFieldCount)),
        ],
        code: null,
      }}
    />
  );
}

function FieldPreview({ hit }: { readonly hit: SearchHit }) {
  const { connectionId, object, name } = hit;
  const { data } = useCall('catalog.field', { connectionId, object, name });
  if (data === undefined) return null;
  return (
    <Preview
      shown={{
        title: data.label,
        texts: [...fact(t('drawer.helpText'), data.helpText), ...fact(t('drawer.description'), data.description)],
        facts: [
          ...fact(t('drawer.object.name'), data.objectLabel),
          ...fact(t('drawer.type'), data.dataType ?? data.type),
          ...fact(t('relations.references'), data.referenceTo.join(', ')),
        ],
        code: data.formula,
      }}
    />
  );
}

function ComponentPreview({ hit, type }: { readonly hit: SearchHit; readonly type: ComponentType }) {
  const { data } = useCall('components.one', { connectionId: hit.connectionId, type, name: hit.name });
  if (data === undefined) return null;
  const facts = data.sections
    .flatMap((section) => section.facts)
    .flatMap(({ name, value }) => fact(name, factText(value)));
  return (
    <Preview
      shown={{
        title: data.label,
        texts: fact(t('drawer.description'), data.description),
        facts: [...fact(t('drawer.object.name'), data.object), ...facts].slice(0, MAX_FACTS),
        code: data.sections.find((section) => section.code !== null)?.code ?? null,
      }}
    />
  );
}

function Preview({ shown }: { readonly shown: Shown }): ReactNode {
  return (
    <>
      <div className={classes.title} dir="auto">
        {shown.title}
      </div>
      {shown.texts.map(({ name, text }) => (
        <p key={name} className={classes.text} dir="auto">
          {text}
        </p>
      ))}
      {shown.facts.map(({ name, text }) => (
        <div key={name} className={classes.fact}>
          <span className={classes.name}>{name}</span>
          <span className={classes.value}>{text}</span>
        </div>
      ))}
      {shown.code === null ? null : <div className={`${classes.code} ob-mono`}>{shown.code}</div>}
    </>
  );
}
