/** How errors call the two pictures that are compared. */
export const firstPicture = 'the first picture';
export const secondPicture = 'the second picture';
