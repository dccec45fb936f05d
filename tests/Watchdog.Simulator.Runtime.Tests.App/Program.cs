// placeholder, replaced below
return 0;
