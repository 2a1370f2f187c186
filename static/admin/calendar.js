/* Wagtail's calendar: what was typed stays when the field is left, here and in the filters of listings and reports. By
   default the calendar writes today or now over what it cannot read. */

window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
