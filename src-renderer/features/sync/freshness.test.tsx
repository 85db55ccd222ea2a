// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { installFakeBridge } from '../../testing/fake-bridge.ts';
import { renderPart } from '../../testing/render.tsx';
import { sampleConnection, sampleSyncStatus } from '../../testing/samples.ts';
import { Freshness } from './freshness.tsx';

describe('how fresh the metadata is', () => {
  it('counts what could not be read although reading is complete, and lists it with the reasons', async () => {
    const reason = 'Field-level security hides this field from the signed-in user.';
    installFakeBridge({
      'sync.status': () => sampleSyncStatus({ unknown: [{ area: 'field', name: 'Claim__c.Score__c', reason }] }),
    });
    renderPart(<Freshness connection={sampleConnection()} />);
    fireEvent.click(await screen.findByRole('button', { name: '1 part unknown' }));
    expect(await screen.findByText('Claim__c.Score__c')).toBeTruthy();
    expect(screen.getByText(reason)).toBeTruthy();
  });
});
