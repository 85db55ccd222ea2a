import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { SearchHit } from '../../../src-preload/contract/catalog.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useCall } from '../../api/queries.ts';
import { useCurrentConnection } from '../../app/current-connection.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { groupOfType } from '../components/component-groups.ts';
import { askDrawerFocus } from '../drawer/drawer-focus.ts';
import classes from './search-palette.module.css';
import { SearchScopeSwitch, useSearchedOrgs } from './search-scope.tsx';
import { useSeen } from '../../api/seen.ts';
import { SearchPreview } from './search-preview.tsx';
import { SearchGapsNote } from './search-gaps-note.tsx';
import { findOwn, useSettings } from './own-things.tsx';
import { closeSearch, useSearchStore } from './search-store.ts';
import { type Item, SearchLine } from './search-line.tsx';
import { beginsWords, isExact, parseSearch } from './search-text.ts';
import { type PaletteAction, useActions } from './use-actions.tsx';

const SHOWN_HITS = 40;

/** The search over everything, on top of any screen. */
export function SearchPalette() {
  const open = useSearchStore((state) => state.open);
  useSeen('search', open);
  const current = useCurrentConnection();
  return (
    <Modal.Root
      opened={open && current !== null}
      onClose={closeSearch}
      size="64rem"
      padding={0}
      yOffset="9vh"
      transitionProps={{ duration: 80 }}
      returnFocus={false}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t('search.title')}>
        {current === null ? null : <Palette connection={current} />}
      </Modal.Content>
    </Modal.Root>
  );
}

function Palette({ connection }: { readonly connection: Connection }) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const waiting = useRef(false);
  const navigate = useNavigate();
  const actions = useActions(connection);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef(document.activeElement);
  const opened = useRef(false);
  const settings = useSettings();
  const { scope, own, text, offered } = parseSearch(typed);
  const orgs = useSearchedOrgs(connection);
  const { data, error, isPlaceholderData } = useCall(
    'catalog.search',
    { connectionId: [...orgs.ids], text: typed.trim(), limit: SHOWN_HITS },
    { keepPrevious: true, enabled: text !== '' && !own },
  );
  const fresh = own || text === '' || error !== null || (data !== undefined && !isPlaceholderData);
  const hits = own || text === '' ? [] : (data?.hits ?? []);
  const items: readonly Item[] = own
    ? findOwn([...actions, ...settings], text).map(asItem)
    : [
        ...offered.map((one): Item => ({ kind: 'scope', id: `!${one.word}`, scope: one })),
        ...arrange(hits, scope === null && offered.length === 0 ? actions : [], text),
      ];
  const showsHits = items.some(({ kind }) => kind === 'hit');
  const current = Math.min(active, Math.max(0, items.length - 1));

  // Closing without opening anything puts the focus back where it was.
  useEffect(() => {
    const before = opener.current;
    return () => {
      if (!opened.current && before instanceof HTMLElement) before.focus();
    };
  }, []);

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current, items.length]);

  const type = (next: string): void => {
    setTyped(next);
    setActive(0);
    waiting.current = false;
  };
  const run = (item: Item | undefined): void => {
    if (item === undefined) return;
    if (item.kind === 'scope') {
      type(`!${item.scope.word} `);
      input.current?.focus();
      return;
    }
    opened.current = true;
    closeSearch();
    if (item.kind === 'action') {
      item.action.run();
      return;
    }
    const { object, name, kind } = item.hit;
    const params = { connectionId: item.hit.connectionId };
    if (kind === 'object') {
      askDrawerFocus(object);
      void navigate({ to: '/org/$connectionId/objects', params, search: { object } });
    } else if (kind !== 'field') {
      askDrawerFocus(name);
      void navigate({
        to: '/org/$connectionId/catalog/$group',
        params: { ...params, group: groupOfType(kind) },
        search: { type: kind, open: name },
      });
    } else {
      askDrawerFocus(`${object}.${name}`);
      void navigate({
        to: '/org/$connectionId/fields',
        params,
        search: { objects: object, field: `${object}.${name}` },
      });
    }
  };

  // Enter came before the answer to the last keystroke: the answer decides what is opened.
  useEffect(() => {
    if (!waiting.current || !fresh) return;
    waiting.current = false;
    run(items[0]);
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = items.length - 1;
    if (event.key === 'ArrowDown') setActive(current >= last ? 0 : current + 1);
    else if (event.key === 'ArrowUp') setActive(current === 0 ? last : current - 1);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (fresh) run(items[current]);
      else waiting.current = true;
    } else return;
    event.preventDefault();
  };

  return (
    <div className={classes.content}>
      <div className={classes.field}>
        <IconSearch size={17} stroke={1.6} aria-hidden="true" />
        <input
          ref={input}
          className={classes.input}
          data-autofocus
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={items.length === 0 ? undefined : `${listId}-${current}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('search.prompt')}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {orgs.canSwitch ? <SearchScopeSwitch input={input} onChange={() => setActive(0)} /> : null}
      </div>
      <div className={classes.middle} data-preview={showsHits}>
        <div ref={list} id={listId} className={classes.list} role="listbox" aria-label={t('search.results')}>
          {items.map((item, index) => (
            // The keyboard works on the field above (aria-activedescendant); options take the mouse only.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={item.id}
              id={`${listId}-${index}`}
              className={classes.item}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              onMouseMove={() => setActive(index)}
              onClick={() => run(item)}
            >
              <SearchLine item={item} words={text.split(/\s+/)} orgs={orgs.several} />
            </div>
          ))}
        </div>
        {showsHits ? <SearchPreview hit={hitOf(items[current])} /> : null}
      </div>
      {error !== null && text !== '' && !own ? <FailureNotice error={error} /> : null}
      {own && items.length === 0 ? <p className={classes.none}>{t('search.own.none', { text })}</p> : null}
      {!own && fresh && items.length === 0 && error === null ? (
        <p className={classes.none}>
          {/* Nothing was looked for yet: that is not "nothing found". */}
          {scope !== null && text === ''
            ? t('search.scope.empty', { word: scope.word })
            : t('search.none', { text: typed.trim() })}
        </p>
      ) : null}
      {!own && fresh && items.length === 0 && error === null && text !== ''
        ? orgs.ids.map((id) => (
            <SearchGapsNote key={id} connectionId={id} orgName={orgs.several?.get(id)?.name ?? null} scope={scope} />
          ))
        : null}
      <div className={classes.foot}>
        <span>{data?.more === true && text !== '' && !own ? t('search.more') : t('search.hint.scopes')}</span>
        <span>{t('search.hint.keys')}</span>
      </div>
      <span className="ob-hidden" role="status">
        {(own || text !== '') && fresh ? t('search.count', { count: items.length }) : ''}
      </span>
    </div>
  );
}

const asItem = (action: PaletteAction): Item => ({ kind: 'action', id: action.id, action });

const hitOf = (item: Item | undefined): SearchHit | null => (item?.kind === 'hit' ? item.hit : null);

/** What was typed completely first, then actions that begin with it, then everything else in the engine's order. */
function arrange(hits: readonly SearchHit[], actions: readonly PaletteAction[], text: string): readonly Item[] {
  const ofHit = (hit: SearchHit): Item => ({
    kind: 'hit',
    id: `${hit.connectionId} ${hit.kind} ${hit.object}.${hit.name}`,
    hit,
  });
  const fitting = actions
    .filter(({ title }) => text === '' || (text.length > 1 && beginsWords(title, text)))
    .map(asItem);
  const exact = hits.filter((hit) => isExact(hit, text));
  const rest = hits.filter((hit) => !isExact(hit, text));
  return [...exact.map(ofHit), ...fitting, ...rest.map(ofHit)];
}
