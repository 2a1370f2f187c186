/* Where a picture's focal point is marked: says whether there is a touch screen. Jcrop would find out with an inline event
   handler, which the admin's Content-Security-Policy stops. */

window.jQuery.Jcrop.defaults.touchSupport = "ontouchstart" in document.documentElement;
