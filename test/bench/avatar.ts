import sharp from 'sharp';

/** A portrait as people commit them: 400 pixels square, with enough going on in it that it does not compress away. */
export function drawAvatar(hue: number): Promise<Buffer> {
  const rings = Array.from({ length: 40 }, (_, index) => {
    const fill = `hsl(${(hue + index * 17) % 360} 70% ${30 + ((index * 13) % 50)}%)`;
    return `<circle cx="${200 + 60 * Math.sin(index)}" cy="${200 + 60 * Math.cos(index)}" r="${210 - index * 5}" fill="${fill}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400">${rings.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
