// Search from file://, where browsers start no Worker: the worker's script runs in a hidden frame instead.
// Takes the place of the theme's usual shim, which lies on another host.
(function () {
  "use strict";
  if (window.location.protocol !== "file:") return;

  function load(inside, address) {
    return new Promise(function (resolve, reject) {
      const script = inside.document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = function () { reject(new Error("cannot load " + address)); };
      inside.document.body.appendChild(script);
    });
  }

  class FrameWorker extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "Search";
      document.body.appendChild(frame);
      const inside = frame.contentWindow;
      inside.document.open();
      inside.document.write("<!doctype html><title>Search</title><body></body>");
      inside.document.close();
      inside.postMessage = (data) => {
        const event = new MessageEvent("message", { data: structuredClone(data) });
        this.dispatchEvent(event);
        if (this.onmessage) this.onmessage(event);
      };
      inside.importScripts = (...addresses) =>
        addresses.reduce((before, next) => before.then(() => load(inside, new URL(next, address).href)), Promise.resolve());
      this.frame = frame;
      this.ready = load(inside, new URL(address, document.baseURI).href);
      this.ready.catch(() => this.dispatchEvent(new ErrorEvent("error")));
    }

    postMessage(data) {
      this.ready.then(() => {
        const inside = this.frame.contentWindow;
        inside.dispatchEvent(new inside.MessageEvent("message", { data: inside.structuredClone(data) }));
      }, () => undefined);
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.Worker = FrameWorker;
})();
