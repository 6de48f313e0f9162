export { findFreeSlug, renderSlug } from '../../domain/shared/slug.ts';
