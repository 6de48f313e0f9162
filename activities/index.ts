import { askEpisodes } from './ask-episodes.ts';
import { bindStream, unbindStream } from './bind-stream.ts';
import { briefEpisode } from './brief-episode.ts';
import { checkFields } from './check-fields.ts';
import { compareChannel } from './compare-channel.ts';
import { compareSlice } from './compare-slice.ts';
import { createBroadcast } from './create-broadcast.ts';
import { fillPlaylists } from './fill-playlists.ts';
import { isOpen } from './is-open.ts';
import { listUnknown } from './list-unknown.ts';
import type { Parts } from './parts.ts';
import { planDrift } from './plan-drift.ts';
import { planSync } from './plan-sync.ts';
import { planWithheld } from './plan-withheld.ts';
import { readAdoption } from './read-adoption.ts';
import { readBudget } from './read-budget.ts';
import { withHeartbeat } from './run.ts';
import { setThumbnail } from './set-thumbnail.ts';
import { updateVideo } from './update-video.ts';

/** Everything a workflow may ask for, made from its parts in one place. */
export function createActivities(parts: Parts) {
  /** Binds an activity to the parts: what is left is the order that a workflow sends. */
  const bind =
    <Order, Result>(run: (parts: Parts, order: Order) => Promise<Result>) =>
    (order: Order): Promise<Result> =>
      run(parts, order);
  /** Git and the clock: a heartbeat tells a dead worker from a slow fetch. */
  const reading =
    <Order, Result>(run: (parts: Parts, order: Order) => Promise<Result>) =>
    (order: Order): Promise<Result> =>
      withHeartbeat(() => run(parts, order));
  return {
    readHead: () => withHeartbeat(() => parts.repository.readHead()),
    readBudget: () => withHeartbeat(() => readBudget(parts)),
    planSync: reading(planSync),
    planWithheld: reading(planWithheld),
    planDrift: reading(planDrift),
    isOpen: reading(isOpen),
    briefEpisode: reading(briefEpisode),
    askEpisodes: bind(askEpisodes),
    compareSlice: bind(compareSlice),
    compareChannel: bind(compareChannel),
    listUnknown: bind(listUnknown),
    createBroadcast: bind(createBroadcast),
    checkFields: reading(checkFields),
    readAdoption: bind(readAdoption),
    updateVideo: bind(updateVideo),
    bindStream: bind(bindStream),
    unbindStream: bind(unbindStream),
    setThumbnail: bind(setThumbnail),
    fillPlaylists: bind(fillPlaylists),
  };
}

export type Activities = ReturnType<typeof createActivities>;
