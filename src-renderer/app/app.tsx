import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { followEvents } from '../api/events.ts';
import { createQueryClient } from '../api/queries.ts';
import { usePreferences } from '../api/state.ts';
import { DeletedNotice } from '../features/privacy/deleted-notice.tsx';
import { UiProvider } from '../ui/ui-provider.tsx';
import { followCommands } from './commands.ts';
import { Gate } from './gate.tsx';
import { router } from './router.tsx';

/** The whole page: its caches, its looks, and the gate that decides which screen is drawn. */
export function App() {
  const [client] = useState(createQueryClient);
  useEffect(() => {
    const stops = [followEvents(client), followCommands()];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);
  return (
    <QueryClientProvider client={client}>
      <Themed />
    </QueryClientProvider>
  );
}

function Themed() {
  const { scheme } = usePreferences();
  return (
    <UiProvider scheme={scheme}>
      <Notifications position="bottom-right" limit={3} />
      <DeletedNotice />
      <Gate>
        <RouterProvider router={router} />
      </Gate>
    </UiProvider>
  );
}
