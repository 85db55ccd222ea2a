import { SegmentedControl } from '@mantine/core';
import type { KeyboardEvent, RefObject } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { SEARCH_SCOPES } from '../../../src-preload/contract/preferences.ts';
import { useConnections, usePreferences, useSetPreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../../ui/toasts.tsx';

export type SearchedOrgs = {
  /** The orgs that are searched: the one on screen first, so that its hits come first where they fit equally well. */
  readonly ids: readonly string[];
  /** By id, where hits of several orgs stand in one list; null where all are from the org on screen. */
  readonly several: ReadonlyMap<string, Connection> | null;
  /** Whether there is a choice. */
  readonly canSwitch: boolean;
};

/** Which orgs the search looks in: as it was left the last time. */
export function useSearchedOrgs(current: Connection): SearchedOrgs {
  const connections = useConnections() ?? [];
  const { searchScope } = usePreferences();
  const canSwitch = connections.length > 1;
  if (!canSwitch || searchScope === 'org') return { ids: [current.id], several: null, canSwitch };
  return {
    ids: [current.id, ...connections.map(({ id }) => id).filter((id) => id !== current.id)],
    several: new Map(connections.map((one) => [one.id, one])),
    canSwitch,
  };
}

type Props = { readonly input: RefObject<HTMLInputElement | null>; readonly onChange: () => void };

/** "This org" or "All orgs". Typing goes on in the search field, wherever the focus is. */
export function SearchScopeSwitch({ input, onChange }: Props) {
  const { searchScope } = usePreferences();
  const write = useSetPreferences();
  const onKeyDown = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): void => {
    const types = key === 'Backspace' || (key.length === 1 && key !== ' ');
    if (types && !ctrlKey && !metaKey && !altKey) input.current?.focus();
  };
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('search.scope')}
      value={searchScope}
      data={SEARCH_SCOPES.map((value) => ({ value, label: t(`search.scope.${value}`) }))}
      onKeyDown={onKeyDown}
      onChange={(value) => {
        onChange();
        void write({ searchScope: value }).catch(showFailure);
      }}
    />
  );
}
