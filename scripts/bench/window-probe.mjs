/** What a page notes of itself while it is measured: the same for ours and for the bare one that it is compared with. */

/**
 * @typedef {object} Probe
 * @property {number | undefined} pictureMs from the start of the navigation until the first rows stood there
 * @property {readonly { at: number, ms: number }[]} longTasks those of 50 ms and more
 * @property {readonly KeyNote[]} keys one for each change of the search
 * @property {readonly number[]} eventMs Chromium's own figures of the keys: from the press to the picture, in steps of 8 ms
 * @property {() => void} forget what was noted so far
 * @property {() => void} watchFrames from now on
 * @property {() => readonly Frame[]} frames since then, and no more of them
 * @property {(act: () => void) => Promise<number>} chartAfter milliseconds from the act until the chart that it asks for is drawn
 */

/**
 * @typedef {object} KeyNote
 * @property {number} ms from the press until the frame after it was made
 * @property {string} first what was found, as that frame says it
 * @property {string} settled the same a while later
 */

/**
 * @typedef {object} Frame
 * @property {number} at
 * @property {boolean} isWhole rows stand wherever one can see the list
 */

/**
 * Runs in the page before anything of the page does, and so may use nothing from outside. Where it finds what it looks
 * for differs between pages.
 *
 * @param {{ row: string, count: string, scroller: string, chartQuestion: string }} places
 */
export function installProbe({ row, count, scroller, chartQuestion }) {
  const settleMs = 60;
  /** @type {{ at: number, ms: number }[]} */
  let longTasks = [];
  /** @type {KeyNote[]} */
  let keys = [];
  /** @type {number[]} */
  let eventMs = [];
  /** @type {Frame[] | undefined} */
  let frames;
  /** @type {((at: number) => void) | undefined} */
  let onDrawn;
  let isChartAnswered = false;
  /** @type {number | undefined} */
  let pictureMs;

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) longTasks.push({ at: startTime, ms: duration });
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') eventMs.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 });

  /** Calls when the next frame has been made: its layout and its painting are over by then. @param {() => void} call */
  function afterFrame(call) {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = call;
      port2.postMessage(0);
    });
  }

  const found = () => document.querySelector(count)?.textContent ?? '';

  const arrival = new MutationObserver(() => {
    if (document.querySelector(row) === null) return;
    arrival.disconnect();
    afterFrame(() => {
      pictureMs = performance.now();
    });
  });
  arrival.observe(document, { childList: true, subtree: true });

  addEventListener(
    'input',
    ({ timeStamp }) => {
      let first = '';
      requestAnimationFrame(() => {
        first = found();
      });
      afterFrame(() => {
        const ms = performance.now() - timeStamp;
        setTimeout(() => keys.push({ ms, first, settled: found() }), settleMs);
      });
    },
    { capture: true },
  );

  /** @param {number} at */
  function noteFrame(at) {
    if (frames === undefined) return;
    frames.push({ at, isWhole: isWhole() });
    requestAnimationFrame(noteFrame);
  }

  function isWhole() {
    const list = document.querySelector(scroller);
    const rows = list?.querySelectorAll('li');
    const [first, last] = [rows?.item(0), rows?.item(rows.length - 1)];
    if (!list || !first || !last) return false;
    const { top, bottom } = list.getBoundingClientRect();
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
    return first.getBoundingClientRect().top <= top && (isAtEnd || last.getBoundingClientRect().bottom >= bottom);
  }

  // The answer that holds the points has been read, and then something is drawn: that is the chart.
  const json = Response.prototype.json;
  Response.prototype.json = async function () {
    const value = await json.call(this);
    if (onDrawn !== undefined && this.url.endsWith(chartQuestion)) isChartAnswered = true;
    return value;
  };
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...place) {
    clear.apply(this, place);
    if (!isChartAnswered || onDrawn === undefined) return;
    const tell = onDrawn;
    isChartAnswered = false;
    onDrawn = undefined;
    afterFrame(() => tell(performance.now()));
  };

  /** @type {Probe} */
  const probe = {
    get pictureMs() {
      return pictureMs;
    },
    get longTasks() {
      return longTasks;
    },
    get keys() {
      return keys;
    },
    get eventMs() {
      return eventMs;
    },
    forget() {
      longTasks = [];
      keys = [];
      eventMs = [];
    },
    watchFrames() {
      frames = [];
      requestAnimationFrame(noteFrame);
    },
    frames() {
      const noted = frames ?? [];
      frames = undefined;
      return noted;
    },
    async chartAfter(act) {
      const begun = performance.now();
      /** @type {Promise<number>} */
      const drawn = new Promise((resolve) => {
        onDrawn = resolve;
      });
      act();
      return (await drawn) - begun;
    },
  };
  Object.defineProperty(window, 'benchProbe', { value: probe });
}
