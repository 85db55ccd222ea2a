// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { renderPart } from '../testing/render.tsx';
import { WorkButton } from './work-button.tsx';

/** Two pieces of work that end on demand. */
function Works() {
  const [working, setWorking] = useState(false);
  return (
    <>
      <WorkButton loading={working} onClick={() => setWorking(true)}>
        Check
      </WorkButton>
      <a href="#end" onClick={() => setWorking(false)}>
        End
      </a>
    </>
  );
}

it('a button that was disabled while it worked has the focus again', async () => {
  renderPart(<Works />);
  const check = await screen.findByRole<HTMLButtonElement>('button', { name: 'Check' });
  // A browser takes the focus from what is disabled; here nothing has it to begin with.
  fireEvent.click(check);
  expect(check.disabled).toBe(true);
  expect(document.activeElement).toBe(document.body);
  fireEvent.click(screen.getByText('End'));
  expect(check.disabled).toBe(false);
  expect(document.activeElement).toBe(check);
});

it('takes the focus from nobody who went on to something else', async () => {
  renderPart(<Works />);
  const check = await screen.findByRole<HTMLButtonElement>('button', { name: 'Check' });
  fireEvent.click(check);
  const end = screen.getByText('End');
  end.focus();
  fireEvent.click(end);
  expect(document.activeElement).toBe(end);
});
