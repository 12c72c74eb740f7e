# channels: shares stacked to the whole. $layers = month and the edges of five layers, from 0 up;
# $grid = x y dx dy.
set lmargin at screen sx(A_L); set rmargin at screen sx(A_R)
set tmargin at screen sy(A_T); set bmargin at screen sy(A_B)
set xrange [A_X0:A_X1]; set yrange [A_Y0:A_Y1]
array FILL[5] = [C1, C3, C4, C5, C2]
plot $grid with vectors nohead lc rgb GRD lw 1, \
     $layers using 1:7 with filledcurves y1=0 fc rgb PAP, $layers using 1:7 with filledcurves y1=0 fc rgb FILL[5] fs transparent solid 0.86, \
     $layers using 1:6 with filledcurves y1=0 fc rgb PAP, $layers using 1:6 with filledcurves y1=0 fc rgb FILL[4] fs transparent solid 0.86, \
     $layers using 1:5 with filledcurves y1=0 fc rgb PAP, $layers using 1:5 with filledcurves y1=0 fc rgb FILL[3] fs transparent solid 0.86, \
     $layers using 1:4 with filledcurves y1=0 fc rgb PAP, $layers using 1:4 with filledcurves y1=0 fc rgb FILL[2] fs transparent solid 0.86, \
     $layers using 1:3 with filledcurves y1=0 fc rgb PAP, $layers using 1:3 with filledcurves y1=0 fc rgb FILL[1] fs transparent solid 0.86, \
     for [i = 1:4] $layers using 1:(column(i+2)) with lines lc rgb PAP lw 1.4
