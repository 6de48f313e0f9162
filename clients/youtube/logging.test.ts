import { expect, test, vi } from 'vitest';

// Read once, when the auth library is loaded: so before it is.
vi.hoisted(() => {
  process.env['GOOGLE_SDK_NODE_LOGGING'] = '*';
});

import { startScripted } from '../../test/support/scripted-youtube.ts';
import { readVideos } from './videos.ts';

test('the auth library logs no header, even when the environment asks for it', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const { youtube, purse, asked, close } = await startScripted({ replies: [{ body: { items: [] } }] });
  await readVideos(youtube, purse, ['v1']);
  await close();
  expect(asked[0]?.headers.authorization).toContain('ya29');
  expect(logged).not.toHaveBeenCalled();
});
