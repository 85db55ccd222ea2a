import { IconDatabase, IconFilterSearch, IconForms } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { HitKind, SearchHit } from '../../../src-preload/contract/catalog.ts';
import { t } from '../../i18n/t.ts';
import { OrgBadge, OrgSwatch } from '../../ui/org-badge.tsx';
import { groupOfType } from '../components/component-groups.ts';
import { GROUP_ICONS } from '../components/group-icons.tsx';
import classes from './search-palette.module.css';
import type { SearchedOrgs } from './search-scope.tsx';
import { type Scope, highlight } from './search-text.ts';
import type { PaletteAction } from './use-actions.tsx';

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

function iconOf(kind: HitKind): ReactNode {
  if (kind === 'object') return <IconDatabase {...icon} />;
  if (kind === 'field') return <IconForms {...icon} />;
  return GROUP_ICONS[groupOfType(kind)];
}

const kindText = (kind: HitKind): string =>
  kind === 'object' ? t('search.kind.object') : kind === 'field' ? t('search.kind.field') : t(`type.${kind}`);

/** What can be chosen in the palette. */
export type Item =
  | { readonly kind: 'hit'; readonly id: string; readonly hit: SearchHit }
  | { readonly kind: 'scope'; readonly id: string; readonly scope: Scope }
  | { readonly kind: 'action'; readonly id: string; readonly action: PaletteAction };

type ItemTextProps = {
  readonly item: Item;
  readonly words: readonly string[];
  readonly orgs: SearchedOrgs['several'];
};

/** One line of the palette. */
export function SearchLine({ item, words, orgs }: ItemTextProps) {
  if (item.kind === 'action') {
    const { icon: picture, title, org, kind, about } = item.action;
    return (
      <Line
        icon={picture}
        title={title}
        excerpt={about ?? null}
        org={org === undefined ? null : <OrgBadge type={org.type} />}
        kind={t(org === undefined ? `search.kind.${kind}` : 'search.kind.org')}
      />
    );
  }
  if (item.kind === 'scope') {
    const { word, kinds } = item.scope;
    const [first] = kinds;
    return (
      <Line
        icon={<IconFilterSearch {...icon} />}
        title={kinds
          .map((kind) => (kind === 'object' || kind === 'field' ? t(`search.kinds.${kind}`) : t(`types.${kind}`)))
          .join(', ')}
        name={`!${word}`}
        org={null}
        kind={first === undefined ? '' : t('search.kind.scope')}
      />
    );
  }
  const { hit } = item;
  const org = orgs?.get(hit.connectionId);
  return (
    <Line
      icon={iconOf(hit.kind)}
      title={<Marked text={hit.label} words={words} />}
      name={
        <>
          {hit.kind === 'field' ? <span className={classes.object}>{hit.object}.</span> : null}
          <Marked text={hit.name} words={words} />
        </>
      }
      excerpt={
        hit.excerpt === null ? null : (
          <>
            {hit.matchedIn === 'helpText' || hit.matchedIn === 'description' || hit.matchedIn === 'definition' ? (
              <span className={classes.where}>{t(`search.in.${hit.matchedIn}`)} </span>
            ) : null}
            <bdi>
              <Marked text={hit.excerpt} words={words} />
            </bdi>
          </>
        )
      }
      org={
        org === undefined ? null : (
          <>
            <OrgSwatch org={org} />
            <span className={classes.orgName}>{org.name}</span>
            <OrgBadge type={org.type} />
          </>
        )
      }
      kind={hit.type ?? kindText(hit.kind)}
    />
  );
}

type LineProps = {
  readonly icon: ReactNode;
  readonly title: ReactNode;
  readonly kind: string;
  readonly name?: ReactNode;
  readonly excerpt?: ReactNode;
  /** Which org it is about, where that is not the one on screen. */
  readonly org: ReactNode;
};

function Line({ icon: picture, title, name, excerpt, org, kind }: LineProps) {
  return (
    <>
      <span className={classes.icon}>{picture}</span>
      <span className={classes.words}>
        <span className={classes.line}>
          <span className={classes.title} dir="auto">
            {title}
          </span>
          {name === undefined ? null : <span className={`${classes.name} ob-mono`}>{name}</span>}
        </span>
        {excerpt === undefined || excerpt === null ? null : <span className={classes.excerpt}>{excerpt}</span>}
      </span>
      {org === null ? null : <span className={classes.org}>{org}</span>}
      <span className={classes.kind}>{kind}</span>
    </>
  );
}

function Marked({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  return highlight(text, words).map((part, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- parts have no identity but their place.
    part.hit ? (
      <mark key={index} className={classes.mark}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
