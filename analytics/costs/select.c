#include "costs/select.h"

#include <stdint.h>

static void swap(double *a, double *b)
{
    double held = *a;

    *a = *b;
    *b = held;
}

double select_at(double *values, size_t count, size_t at)
{
    size_t low = 0, high = count - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2, left = low, right = high;
        if (values[middle] < values[low])
            swap(&values[middle], &values[low]);
        if (values[high] < values[low])
            swap(&values[high], &values[low]);
        if (values[high] < values[middle])
            swap(&values[high], &values[middle]);
        double pivot = values[middle];
        while (left <= right) {
            while (values[left] < pivot)
                left++;
            while (values[right] > pivot)
                right--;
            if (left > right)
                break;
            swap(&values[left++], &values[right]);
            if (right-- == 0)
                break;
        }
        if (right != SIZE_MAX && at <= right)
            high = right;
        else if (at >= left)
            low = left;
        else
            break;
    }
    return values[at];
}
