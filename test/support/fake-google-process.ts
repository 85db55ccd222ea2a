// A fake Google in a process of its own, for benches: prints where it listens and what its client is called.
import { startFakeGoogle } from '../fakes/google/fake-google.ts';

const latencyMs = Number(process.argv[2] ?? 0);
const fake = await startFakeGoogle({ latencyMs });
process.stdout.write(
  `${JSON.stringify({ endpoints: fake.endpoints, id: fake.client.clientId, secret: fake.client.clientSecret })}\n`,
);
process.on('disconnect', () => process.exit());
