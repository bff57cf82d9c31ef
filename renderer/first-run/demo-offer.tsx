/** The demo, one click away. */
import { useSignal } from '@preact/signals';
import { toastError } from '../pieces/toasts.tsx';
import { ask, bridge } from '../state/bridge.ts';
import { firstRunWords } from './words.ts';

export function DemoOffer() {
  const words = firstRunWords.value;
  const isStarting = useSignal(false);
  const start = async (): Promise<void> => {
    isStarting.value = true;
    try {
      const { url } = await ask('startDemo');
      // The desktop's window goes nowhere itself: it hands the address to the browser.
      if (bridge.host === 'desktop') window.open(url, '_blank', 'noreferrer');
      else location.assign(url);
    } catch (error) {
      toastError(error);
    } finally {
      isStarting.value = false;
    }
  };
  return (
    <button
      type="button"
      class="button"
      disabled={isStarting.value}
      aria-busy={isStarting.value}
      onClick={() => void start()}
    >
      {isStarting.value ? words.startingDemo : words.startDemo}
    </button>
  );
}
