// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AvailableObject } from '../../../src-preload/contract/objects.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { sampleConnection } from '../../testing/samples.ts';
import { ChoiceScreen } from './choice-screen.tsx';

const object = (name: string, rest: Partial<AvailableObject> = {}): AvailableObject => ({
  name,
  label: name.replace('__c', ''),
  kind: 'custom',
  namespace: null,
  associateParent: null,
  chosen: false,
  suggested: true,
  isNew: false,
  ...rest,
});

function draw(objects: readonly AvailableObject[], price: Partial<Output<'objects.price'>> = {}, everChosen = false) {
  const bridge = installFakeBridge({
    'app.state': () => ({ vault: 'unlocked', engine: 'running', notice: null, secretOpen: null, lockLimits: [] }),
    'connections.list': () => ({ connections: [sampleConnection()] }),
    'objects.available': () => ({ objects: [...objects], hiddenCompanions: 206, readAt: null, everChosen }),
    'objects.price': ({ names }) => ({
      objects: names.length,
      apiCalls: 34,
      left: 14_120,
      max: 15_000,
      verdict: 'fine',
      ...price,
    }),
    'objects.choose': ({ names }) => ({ chosen: names.length, removed: 0 }),
    'sync.start': () => ({ jobId: 'j1' }),
  });
  renderPart(<ChoiceScreen />, 'choose');
  return bridge;
}

const option = (name: string): HTMLElement => screen.getByRole('option', { name: new RegExp(name) });

describe('choosing objects', () => {
  it('starts from the suggested set, shows the price, keeps the choice and reads it', async () => {
    const bridge = draw([object('Alarm__c'), object('Pump__c'), object('ApexClass', { suggested: false })]);
    expect(await screen.findByText('2 objects, about 34 API requests; 14,120 of 15,000 left today')).toBeTruthy();
    expect(option('Alarm__c').getAttribute('aria-selected')).toBe('true');
    expect(option('ApexClass').getAttribute('aria-selected')).toBe('false');
    fireEvent.click(option('ApexClass'));
    fireEvent.click(option('Alarm__c'));
    fireEvent.click(screen.getByRole('button', { name: 'Read 2 objects' }));
    await waitFor(() => expect(bridge.calls).toContainEqual({ method: 'sync.start', input: { connectionId: 'c1' } }));
    const changes = bridge.calls.filter(({ method }) => method === 'objects.choose' || method === 'sync.start');
    expect(changes[0]).toEqual({
      method: 'objects.choose',
      input: { connectionId: 'c1', names: ['ApexClass', 'Pump__c'] },
    });
  });

  it('works by keyboard: arrows move, Space toggles', async () => {
    draw([object('Alarm__c'), object('Pump__c')]);
    const list = await screen.findByRole('listbox');
    fireEvent.keyDown(list, { key: 'ArrowDown' });
    expect(list.getAttribute('aria-activedescendant')).toBe(option('Pump__c').id);
    fireEvent.keyDown(list, { key: ' ' });
    expect(option('Pump__c').getAttribute('aria-selected')).toBe('false');
    expect(option('Alarm__c').getAttribute('aria-selected')).toBe('true');
  });

  it('says how many companions are hidden, and does not tick what is new', async () => {
    draw([object('Alarm__c', { chosen: true }), object('Pump__c', { isNew: true })], {}, true);
    expect(await screen.findByText(/206 companions/)).toBeTruthy();
    expect(option('Pump__c').getAttribute('aria-selected')).toBe('false');
    expect(option('Pump__c').textContent).toContain('new');
  });

  it('says what dropping an object deletes', async () => {
    draw([object('Alarm__c', { chosen: true }), object('Pump__c', { chosen: true })], {}, true);
    fireEvent.click(await screen.findByRole('option', { name: /Pump__c/ }));
    expect(
      screen.getByText('Metadata of 1 object that is no longer chosen is deleted from this computer.'),
    ).toBeTruthy();
  });

  it('does not start what the org’s daily limit does not allow', async () => {
    draw([object('Alarm__c')], { verdict: 'stop' });
    expect(await screen.findByText(/This would pass 90 %/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Read 1 object' }).disabled).toBe(true);
  });

  it('says that the org lists no objects, and blames no filter', async () => {
    draw([]);
    expect(await screen.findByText('The org lists no objects')).toBeTruthy();
    expect(screen.queryByText('Change the text or the filters.')).toBeNull();
  });
});
