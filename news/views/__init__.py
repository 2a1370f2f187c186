"""The views of what the weekly updates quoted: clippings by country, year, source and bill, each with its address."""
