# strips: nested ranges of 95, 80 and 50 % with the median. $strips = row and the quantiles 2.5, 10,
# 25, 50, 75, 90, 97.5; $grid = x y dx dy; $key = the ends of the three ranges, outermost first,
# then the median and the height, all in pixels.
set multiplot
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set xrange [0:W]; set yrange [H:0]
plot $key using 1:8:1:2:($8-2.5):($8+2.5) with boxxyerror fc rgb C1 fs transparent solid 0.3, \
     $key using 1:8:3:4:($8-4.5):($8+4.5) with boxxyerror fc rgb C1 fs transparent solid 0.4, \
     $key using 1:8:5:6:($8-7):($8+7) with boxxyerror fc rgb C1 fs transparent solid 0.6, \
     $key using 7:($8-8.5):(0):(17) with vectors nohead lc rgb INK lw 2.2
unset label
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]
plot $grid with vectors nohead lc rgb GRD lw 1, \
     $strips using 5:1:2:8:($1-0.06):($1+0.06) with boxxyerror fc rgb C1 fs transparent solid 0.3, \
     $strips using 5:1:3:7:($1-0.11):($1+0.11) with boxxyerror fc rgb C1 fs transparent solid 0.4, \
     $strips using 5:1:4:6:($1-0.18):($1+0.18) with boxxyerror fc rgb C1 fs transparent solid 0.6, \
     $strips using 5:($1-0.23):(0):(0.46) with vectors nohead lc rgb INK lw 2.2
unset multiplot
