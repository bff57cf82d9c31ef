/** Where the window stands, on whatever displays there are by now. Pure. */

export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** As it was left. */
export type Placement = { readonly bounds: Rectangle; readonly isMaximized: boolean };

export const smallest = { width: 400, height: 480 } as const;
const usual = { width: 1_120, height: 760 } as const;
/** So much of the title bar must be in reach of the pointer. */
const graspable = { width: 120, height: 32 } as const;

/**
 * The place where it was, if it can be seen and moved there; else the same size on the primary display, or as large as
 * that allows, in its middle. Areas are those that displays leave to windows; the first is the primary one's.
 */
export function placeWindow(last: Placement | undefined, areas: readonly Rectangle[]): Placement {
  const [primary] = areas;
  const wanted = last === undefined ? undefined : whole(last.bounds);
  if (primary === undefined)
    return { bounds: wanted ?? { x: 0, y: 0, ...usual }, isMaximized: last?.isMaximized ?? false };
  const isMaximized = last?.isMaximized ?? false;
  const home = wanted && areas.find((area) => isInReach(wanted, area));
  if (wanted !== undefined && home !== undefined) return { bounds: fitted(wanted, home), isMaximized };
  const size = {
    width: Math.min(wanted?.width ?? usual.width, primary.width),
    height: Math.min(wanted?.height ?? usual.height, primary.height),
  };
  const x = primary.x + Math.round((primary.width - size.width) / 2);
  const y = primary.y + Math.round((primary.height - size.height) / 2);
  return { bounds: { x, y, ...size }, isMaximized };
}

/** Never larger than the display it is on, nor smaller than it works. */
function fitted(wanted: Rectangle, area: Rectangle): Rectangle {
  return {
    x: wanted.x,
    y: Math.max(wanted.y, area.y),
    width: Math.min(wanted.width, area.width),
    height: Math.min(wanted.height, area.height),
  };
}

function whole({ x, y, width, height }: Rectangle): Rectangle {
  return {
    x: Math.round(x),
    y: Math.round(y),
    width: Math.max(smallest.width, Math.round(width)),
    height: Math.max(smallest.height, Math.round(height)),
  };
}

/** The title bar, at the top edge, has to be within the area. */
function isInReach({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const visible = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const isTopInside = y >= area.y - graspable.height && y <= area.y + area.height - graspable.height;
  return visible >= graspable.width && isTopInside;
}
