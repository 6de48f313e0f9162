import { expect, test, vi } from 'vitest';

// The auth library reads it once, when it is loaded: so set it before.
vi.hoisted(() => {
  process.env['GOOGLE_SDK_NODE_LOGGING'] = '*';
});

import { startScripted } from '../../test/support/scripted-youtube.ts';
import { readVideos } from './videos.ts';

test('the auth library logs no header, even with its logging switched on', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const { youtube, meter, calls, close } = await startScripted({ replies: [{ body: { items: [] } }] });
  await readVideos(youtube, meter, ['v1']);
  await close();
  expect(calls[0]?.headers.authorization).toContain('ya29');
  expect(logged).not.toHaveBeenCalled();
});
